namespace CompetencyBot.Sandbox.Graph;

internal enum ChangeKind
{
    /// <summary>Created or restored: all of them is new.</summary>
    Appeared,
    Changed,

    /// <summary>Into the recycle bin.</summary>
    Deleted,

    /// <summary>For ever.</summary>
    Gone,
}

/// <param name="Properties">That have another value now; empty unless <see cref="ChangeKind.Changed"/>.</param>
/// <param name="FormerManagerId">Whom they reported to before; only where that changed.</param>
internal sealed record DirectoryChange(string UserId, ChangeKind Kind, IReadOnlySet<string> Properties, string? FormerManagerId);
