using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Evidence;

/// <summary>How names in evidence files are compared with each other and with the catalogue.</summary>
internal static partial class TextKey
{
    /// <summary>Keys are compared without case.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Without extra spaces.</summary>
    public static string Of(string text) => Spaces().Replace(text.Trim(), " ");

    /// <summary>A path's name: also without the word "option".</summary>
    public static string OfOption(string text) => Of(Option().Replace(text, " "));

    /// <summary>A metric with spaces, hyphens or underscores: <c>Cloud Net-New Revenue</c> is <c>cloud_net_new_revenue</c>.</summary>
    public static string OfMetric(string text) => Separators().Replace(text.Trim(), "_");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\boption\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Option();

    [GeneratedRegex(@"[\s_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
