namespace CompetencyBot.Features.MyData;

/// <summary>
/// Every table of the bot that keeps something of a person, in the order in which they are told. Whoever adds a column that names people adds it here, or the test
/// that compares this list with the model fails. What the organisation's own files say is in <see cref="OrganisationSays"/>.
/// </summary>
public static class OwnTables
{
    public static IReadOnlyList<OwnTable> All { get; } = [.. SaidInChat.Tables, .. LearntAndSent.Tables];
}
