using Xunit;

namespace NetVariants.Tests.Peers;

/// <summary>A fact that needs PyTorch: skipped, with the reason, where the interpreter or a module is missing.</summary>
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute() => Skip = PeerInstallation.Missing;
}

/// <summary>A theory that needs PyTorch: skipped, with the reason, where the interpreter or a module is missing.</summary>
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = PeerInstallation.Missing;
}
