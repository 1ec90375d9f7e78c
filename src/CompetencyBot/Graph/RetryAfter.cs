using System.Globalization;

namespace CompetencyBot.Graph;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds or a date.</summary>
public static class RetryAfter
{
    /// <returns>Null when it is missing, makes no sense or lies in the past.</returns>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > now ? at - now : null;
    }
}
