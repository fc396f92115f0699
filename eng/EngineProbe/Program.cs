using System;
using TorchSharp;

// Shows that the chosen torch engine loads and computes: eng/setup.sh runs it before it settles on the NuGet engine.
using torch.Tensor ones = torch.ones(2, 2);
using torch.Tensor product = ones.matmul(ones);
bool works = product.data<float>()[0] == 2f;
Console.WriteLine($"{typeof(torch).Assembly.GetName()}: {(works ? "works" : "computes wrongly")}, CUDA {(torch.cuda.is_available() ? "available" : "not available")}");
return works ? 0 : 1;
