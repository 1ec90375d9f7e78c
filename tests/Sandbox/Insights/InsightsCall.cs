namespace CompetencyBot.Sandbox.Insights;

/// <summary>Which of the three servers was called: they have hosts of their own, as at Microsoft.</summary>
public enum InsightsServer
{
    SignIn,
    Api,
    Files,
}

/// <param name="Path">Without the part of the address that all calls to the API share.</param>
/// <param name="Token">Without <c>Bearer</c>; null = none was sent.</param>
/// <param name="Body">As it was sent; empty for none.</param>
public sealed record InsightsCall(InsightsServer Server, string Method, string Path, string? Token, string Body, int Status);
