using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>A request that came, also as a step of a batch, and how it was answered.</summary>
/// <param name="Path">Without host and version, for example <c>/users/delta</c>.</param>
/// <param name="Template">The route that it took, for example <c>/users/{id}/manager</c>; null = there is none.</param>
/// <param name="Query">Decoded, by name.</param>
/// <param name="Token">Without <c>Bearer</c>.</param>
/// <param name="InBatch">Whether it was a step of a batch; the batch itself is a call too.</param>
public sealed record GraphCall(
    string Method,
    string Path,
    string? Template,
    IReadOnlyDictionary<string, string> Query,
    string? Token,
    JsonNode? Body,
    int Status,
    bool InBatch);

/// <param name="UserId">Entra object id.</param>
/// <param name="App">Value of <c>teamsApp@odata.bind</c>.</param>
/// <param name="Token">Without <c>Bearer</c>.</param>
public sealed record GraphInstallation(string UserId, string? App, string? Token, int Status);
