using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.CommandLine;

/// <summary>How levels are written on the command line and in its JSON, in every language the same.</summary>
internal static class LevelWords
{
    private static readonly Dictionary<Level, string> Words = new()
    {
        [Level.Silver] = "silver",
        [Level.Gold] = "gold",
        [Level.SolutionsPartner] = "solutions-partner",
    };

    public static string Word(this Level level) => Words[level];

    /// <returns>Null for a word that is no level.</returns>
    public static Level? Find(string word) =>
        Words.Where(pair => pair.Value.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(pair => (Level?)pair.Key).FirstOrDefault();
}
