using System.Globalization;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>At most so many calls within any stretch of time of this length.</summary>
public readonly record struct RateLimit(int Count, TimeSpan Window)
{
    /// <summary>
    /// The next place of a queue that keeps the limit: at once while there is room, and once there is none evenly spread. In bursts, those of
    /// one window that come late would meet those of the next.
    /// </summary>
    /// <param name="free">When the limit has room again.</param>
    /// <param name="last">The last place that was taken.</param>
    public DateTimeOffset Next(DateTimeOffset now, DateTimeOffset free, DateTimeOffset last)
    {
        if (free <= now && last <= now)
            return now;
        var after = last + TimeSpan.FromTicks((Window.Ticks + Count - 1) / Count);
        return after > free ? after : free;
    }

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
