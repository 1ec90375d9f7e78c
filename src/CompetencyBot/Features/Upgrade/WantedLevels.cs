using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Upgrade;

/// <summary>The competencies and levels that somebody names, for example <c>messaging gold and communications</c>.</summary>
/// <param name="Levels">In the order named, each once; a level that is not said is null.</param>
/// <param name="Unknown">A part that names no competency; null when there is none.</param>
/// <param name="Several">The competencies that a part may mean, where it is not clear.</param>
public sealed record WantedLevels(
    ImmutableArray<(KnownCompetency Known, Level? Level)> Levels, string? Unknown, ImmutableArray<KnownCompetency> Several)
{
    private static readonly Dictionary<string, Level> LevelWords = new(StringComparer.Ordinal)
    {
        ["silver"] = Level.Silver,
        ["銀級"] = Level.Silver,
        ["gold"] = Level.Gold,
        ["金級"] = Level.Gold,
    };

    /// <summary>The word that <see cref="Read"/> takes for a level; empty for the one level of a designation.</summary>
    public static string WordOf(Level level) => LevelWords.FirstOrDefault(word => word.Value == level).Key ?? "";

    /// <param name="text">As normalised.</param>
    /// <returns>The level that the text names and nothing else; null for any other text.</returns>
    public static Level? LevelIn(string text) => LevelWords.TryGetValue(text, out var level) ? level : null;

    /// <summary>Whether nothing but a level is said.</summary>
    public static bool IsLevel(string said) => LevelWords.ContainsKey(said);

    /// <param name="said">As normalised.</param>
    public static WantedLevels Read(string said, CompetencyNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var levels = ImmutableArray.CreateBuilder<(KnownCompetency, Level?)>();
        foreach (var (name, level) in Parts(said, names))
            switch (names.Find(name))
            {
                case [var one]:
                    levels.Add((one, level));
                    break;
                case []:
                    return new([], name, []);
                case var several:
                    return new([], null, several);
            }

        return new([.. levels.Distinct()], null, []);
    }

    /// <summary>A level ends a part, and so does an "and", unless it belongs to a name (Collaboration and Content).</summary>
    private static IEnumerable<(string Name, Level? Level)> Parts(string said, CompetencyNames names)
    {
        var name = new List<string>();
        foreach (var word in said.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (LevelWords.TryGetValue(word, out var level) && name.Count > 0)
            {
                yield return (string.Join(' ', name), level);
                name.Clear();
            }
            else if (word is not ("and" or "和" or "與") || (name.Count > 0 && !names.IsName(string.Join(' ', name))))
            {
                name.Add(word);
            }
            else if (name.Count > 0)
            {
                yield return (string.Join(' ', name), null);
                name.Clear();
            }
        }

        if (name.Count > 0)
            yield return (string.Join(' ', name), null);
    }
}
