namespace CompetencyBot.Features.Progress;

/// <summary>
/// A share drawn with letters: every client shows them, in every theme and at every width, and full and empty differ in shape. It stands beside words that
/// say the same, never alone.
/// </summary>
internal static class Bar
{
    private const int Length = 5;

    /// <summary>Full only where all is there, empty only where nothing is.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Of(decimal share)
    {
        var full = share >= 1 ? Length : share <= 0 ? 0 : Math.Clamp((int)Math.Round(share * Length), 1, Length - 1);
        return new string('▰', full) + new string('▱', Length - full);
    }
}
