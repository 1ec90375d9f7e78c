using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Of <c>$filter</c> on users what a bot needs: one property that equals a value or is in a list, the parts joined by <c>and</c> or <c>or</c>.</summary>
internal static partial class UserFilter
{
    /// <returns>Null for what is not understood; everybody for none.</returns>
    public static Func<GraphUser, bool>? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return static _ => true;
        var isOr = filter.Contains(" or ", StringComparison.Ordinal);
        var parts = filter.Split(isOr ? " or " : " and ").Select(ParseOne).ToArray();
        if (Array.Exists(parts, part => part is null))
            return null;
        return isOr ? user => Array.Exists(parts, part => part!(user)) : user => Array.TrueForAll(parts, part => part!(user));
    }

    private static Func<GraphUser, bool>? ParseOne(string part)
    {
        var match = Condition().Match(part);
        var property = match.Groups["property"].Value;
        if (!match.Success || !GraphUser.Knows(property))
            return null;
        string[] values = [.. Value().Matches(match.Groups["values"].Value).Select(value => value.Value.Trim('\'').Replace("''", "'", StringComparison.Ordinal))];
        return user => values.Contains(user.ValueOf(property)?.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\s*(?<property>\w+) (eq (?<values>'([^']|'')*'|true|false)|in ?\((?<values>[^)]*)\))\s*$")]
    private static partial Regex Condition();

    [GeneratedRegex("'([^']|'')*'|true|false")]
    private static partial Regex Value();
}
