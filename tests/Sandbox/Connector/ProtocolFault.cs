namespace CompetencyBot.Sandbox.Connector;

/// <summary>A rule that a request broke.</summary>
/// <param name="Rule">Its number in the Activity Protocol (<c>A2031</c>), else the name that the connector has for it.</param>
public sealed record ProtocolFault(string Rule, string Reason)
{
    /// <summary>What the connector answers it with: 400, or 413 for what is too big.</summary>
    public int Status { get; init; } = 400;

    public string Code => Status == 413 ? "MessageSizeTooBig" : "BadArgument";

    public override string ToString() => $"{Rule}: {Reason}";
}
