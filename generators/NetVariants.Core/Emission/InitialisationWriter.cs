using System.Globalization;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes the loop that gives the modules their initial weights. It runs after all modules exist and in their order, as torchvision's does,
/// so that one seed gives one network.
/// </summary>
internal static class InitialisationWriter
{
    /// <summary>Writes the loop, or nothing where PyTorch's defaults stay.</summary>
    public static void Write(SourceWriter writer, Initialisation init)
    {
        if (init.Conv2d == LayerInit.Default && init.Linear == LayerInit.Default)
            return;

        writer.Line();
        writer.Line("foreach (global::TorchSharp.torch.nn.Module module in modules())").Open();
        if (init.Conv2d != LayerInit.Default)
            Layer(writer, "if", "Conv2d", "conv", init.Conv2d);
        if (init.Linear != LayerInit.Default)
            Layer(writer, init.Conv2d != LayerInit.Default ? "else if" : "if", "Linear", "linear", init.Linear);
        writer.Close();
    }

    private static void Layer(SourceWriter writer, string condition, string type, string variable, LayerInit init)
    {
        writer.Write(condition).Write(" (module is ").Write(Names.Modules).Write(type).Write(" ").Write(variable).Line(")").Open();
        switch (init.Weight)
        {
            case WeightInit.KaimingNormal kaiming:
                writer.Write(Names.Init).Write("kaiming_normal_(").Write(variable).Write(".weight, mode: ").Write(Names.Init);
                writer.Write(kaiming.FanOut ? "FanInOut.FanOut" : "FanInOut.FanIn");
                writer.Write(", nonlinearity: ").Write(Names.Init).Line("NonlinearityType.ReLU);");
                break;
            case WeightInit.Normal normal:
                writer.Write(Names.Init).Write("normal_(").Write(variable).Write(".weight, 0, ");
                writer.Write(normal.Std.ToString("R", CultureInfo.InvariantCulture)).Line(");");
                break;
        }

        if (init.ZeroBias)
            writer.Write(Names.Init).Write("zeros_(").Write(variable).Write(".bias").Write(writer.NullableSyntax ? "!" : "").Line(");");
        writer.Close();
    }
}
