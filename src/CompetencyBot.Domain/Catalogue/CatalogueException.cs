namespace CompetencyBot.Domain.Catalogue;

/// <summary>An edition file is wrong, or asks for something that cannot be counted exactly. Nothing of such a file is used.</summary>
public sealed class CatalogueException : Exception
{
    internal CatalogueException(string file, string jsonPath, string reason, Exception? inner = null)
        : base($"{file}: {jsonPath}: {reason}", inner) =>
        (File, JsonPath, Reason) = (file, jsonPath, reason);

    public string File { get; }

    /// <summary>Where in the file, for example <c>$.competencies[3].paths[0].names</c>.</summary>
    public string JsonPath { get; }

    public string Reason { get; }
}
