using System.Net.Http.Headers;

namespace CompetencyBot.Sandbox.Connector.Rules;

internal static class ContentTypeRules
{
    public static IEnumerable<ProtocolFault> Check(string? contentType)
    {
        var isJson = MediaTypeHeaderValue.TryParse(contentType, out var type)
            && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            && string.Equals(type.CharSet, "utf-8", StringComparison.OrdinalIgnoreCase);
        if (!isJson)
            yield return new("content-type", $"the content type is '{contentType}', not 'application/json; charset=utf-8'");
    }
}
