using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Evidence;

/// <summary>How names in evidence files are compared with each other and with the catalogue.</summary>
internal static partial class TextKey
{
    /// <summary>Keys are compared without case.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Without extra spaces.</summary>
    public static string Of(string text) => HasNoSpaces(text) ? text : Spaces().Replace(text.Trim(), " ");

    /// <summary>A designation's name without the <c>(Azure)</c> that some lists add to it.</summary>
    public static string OfDesignation(string text) => Of(Azure().Replace(text, " "));

    /// <summary>An item's title: also without the words that Microsoft puts in front of every certification since 2018.</summary>
    public static string OfTitle(string text) => Of(Certified().Replace(text, ""));

    /// <summary>A path's name: also without the word "option" or "track".</summary>
    public static string OfOption(string text) => Of(Option().Replace(text, " "));

    /// <summary>
    /// A metric with spaces, hyphens, underscores, colons or parentheses: <c>Cloud Net-New Revenue</c> is <c>cloud_net_new_revenue</c>.
    /// </summary>
    public static string OfMetric(string text) => Separators().Replace(text, "_").Trim('_');

    /// <summary>So it is with addresses and ids, of which there are hundreds of thousands.</summary>
    private static bool HasNoSpaces(string text)
    {
        foreach (var letter in text)
            if (char.IsWhiteSpace(letter))
                return false;
        return true;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*Microsoft\s+Certified\s*:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Certified();

    [GeneratedRegex(@"[(（]\s*Azure\s*[)）]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Azure();

    [GeneratedRegex(@"\b(option|track)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Option();

    [GeneratedRegex(@"[\s_:：()（）-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
