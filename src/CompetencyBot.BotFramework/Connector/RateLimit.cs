using System.Globalization;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>At most so many calls within any stretch of time of this length.</summary>
public readonly record struct RateLimit(int Count, TimeSpan Window)
{
    /// <param name="text">Calls, a stroke, seconds: <c>7/1</c>.</param>
    /// <returns>Null for anything else, and for numbers that are not positive.</returns>
    public static RateLimit? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var count, var seconds] && Positive(count) is { } calls && Positive(seconds) is { } length
            ? new RateLimit(calls, TimeSpan.FromSeconds(length))
            : null;
    }

    private static int? Positive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
