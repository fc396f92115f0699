namespace NetVariants.Models;

/// <summary>
/// torchvision's VGG networks (<see href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman, 2014</see>), for 1,000 classes, and the
/// article's <c>vgg12_bn</c>.
/// </summary>
[VggVariant("vgg11", "64,M,128,M,2*256,M,2*512,M,2*512,M")]
[VggVariant("vgg11_bn", "64,M,128,M,2*256,M,2*512,M,2*512,M", BatchNorm = true)]
[VggVariant("vgg13", "2*64,M,2*128,M,2*256,M,2*512,M,2*512,M")]
[VggVariant("vgg13_bn", "2*64,M,2*128,M,2*256,M,2*512,M,2*512,M", BatchNorm = true)]
[VggVariant("vgg16", "2*64,M,2*128,M,3*256,M,3*512,M,3*512,M")]
[VggVariant("vgg16_bn", "2*64,M,2*128,M,3*256,M,3*512,M,3*512,M", BatchNorm = true)]
[VggVariant("vgg19", "2*64,M,2*128,M,4*256,M,4*512,M,4*512,M")]
[VggVariant("vgg19_bn", "2*64,M,2*128,M,4*256,M,4*512,M,4*512,M", BatchNorm = true)]
[VggVariant("vgg12_bn", "2*64,M,2*128,M,2*256,M,3*512,M", Base = typeof(Vgg.Vgg16Bn))]
public static partial class Vgg;
