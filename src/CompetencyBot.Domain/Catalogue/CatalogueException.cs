namespace CompetencyBot.Domain.Catalogue;

/// <summary>An edition file is wrong, or asks for something that cannot be counted exactly. Nothing of such a file is used.</summary>
public sealed class CatalogueException : Exception
{
    internal CatalogueException(string file, int line, string jsonPath, string reason, Exception? inner = null)
        : base($"{file}({line}): {jsonPath}: {reason}", inner) =>
        (File, Line, JsonPath, Reason) = (file, line, jsonPath, reason);

    /// <summary>As it was named to the reader.</summary>
    public string File { get; }

    /// <summary>Counted from 1. Of something that is missing, the line where that begins which should hold it.</summary>
    public int Line { get; }

    /// <summary>Where in the file, for example <c>$.competencies[3].paths[0].names</c>.</summary>
    public string JsonPath { get; }

    public string Reason { get; }
}
