using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>
/// What a bot keeps to when it calls the connector. Stricter than Teams, which lets much pass that the Activity Protocol tells a bot not
/// to send.
/// </summary>
internal sealed class ProtocolRules
{
    private volatile bool _tokensSeen;

    /// <returns>Every rule that is broken; the first one is what the request is refused with.</returns>
    public IReadOnlyList<ProtocolFault> Check(ConnectorRequest request)
    {
        var faults = PathRules.Check(request).Concat(Authorization(request)).ToList();
        if (request.Operation != ConnectorOperation.Unknown)
            faults.AddRange(Body(request));
        return faults;
    }

    /// <summary>A bot without a registration sends no token; one that has sent a token once sends it always.</summary>
    private IEnumerable<ProtocolFault> Authorization(ConnectorRequest request)
    {
        if (request.Authorization is { } header)
        {
            _tokensSeen = true;
            if (!header.StartsWith("Bearer ", StringComparison.Ordinal) || header.AsSpan("Bearer ".Length).IsWhiteSpace())
                yield return new("authorization", "the Authorization header holds no bearer token");
        }
        else if (_tokensSeen)
        {
            yield return new("authorization", "no token, though earlier calls had one");
        }
    }

    private static IEnumerable<ProtocolFault> Body(ConnectorRequest request)
    {
        var takesBody = request.Operation == ConnectorOperation.Create || request.Operation.HasActivity();
        if (!takesBody)
            return request.Bytes.Length == 0 ? [] : [new("body", $"a {request.Method} has no body")];

        var type = ContentTypeRules.Check(request.ContentType);
        return request.Body is { ValueKind: JsonValueKind.Object } body
            ? type.Concat(SizeRules.Check(request)).Concat(
                request.Operation == ConnectorOperation.Create ? CreateRules.Check(body) : ActivityRules.Check(body, request))
            : type.Append(new("A2001", "the body is no JSON object, or names a field twice"));
    }
}
