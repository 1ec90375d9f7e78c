using System.Text;

namespace CompetencyBot.CommandLine;

/// <summary>Lines of any length, of which only the beginning is kept.</summary>
internal static class BoundedLines
{
    /// <summary>More than the bot looks at, blanks in front included.</summary>
    private const int MostCharacters = 4_000;

    /// <summary>Each line as soon as it has been read; a last one without its end too.</summary>
    public static IEnumerable<string> Of(TextReader input)
    {
        var line = new StringBuilder();
        var isOpen = false;
        for (var character = input.Read(); character >= 0; character = input.Read())
        {
            isOpen = character != '\n';
            if (isOpen && line.Length < MostCharacters)
                line.Append((char)character);
            if (isOpen)
                continue;
            yield return Take(line);
        }

        if (isOpen)
            yield return Take(line);
    }

    private static string Take(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }
}
