using System.Globalization;

namespace CompetencyBot.Graph;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds or a date.</summary>
public static class RetryAfter
{
    /// <summary>Nobody is believed who asks to wait longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <returns>Null when it is missing, makes no sense or lies in the past; an hour at most.</returns>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return AtMost(TimeSpan.FromSeconds(seconds));
        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > now ? AtMost(at - now) : null;
    }

    private static TimeSpan AtMost(TimeSpan wait) => wait < Longest ? wait : Longest;
}
