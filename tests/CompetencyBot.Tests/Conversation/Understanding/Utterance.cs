using CompetencyBot.Conversation.Understanding;

namespace CompetencyBot.Tests.Conversation.Understanding;

/// <summary>A line of <c>utterances.txt</c>: what somebody writes, and what is to be understood.</summary>
/// <param name="Meant">Id of a command; with a question mark in front, one that is only to be asked back; a dash for none.</param>
internal sealed record Utterance(string Text, string Meant, string Arguments)
{
    public static IReadOnlyList<Utterance> All { get; } =
    [
        .. File.ReadLines(Repository.PathOf("tests", "CompetencyBot.Tests", "Conversation", "Understanding", "utterances.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(parts => new Utterance(parts[0], parts[1], parts[2])),
    ];

    public bool IsRight(Understood understood) => IsCommandRight(understood) && Arguments == ArgumentsOf(understood);

    /// <summary>Whether something is changed that nobody ordered.</summary>
    public bool IsWrongDeed(Understood understood) => understood.Command is { } command && command != Meant && Deeds.Contains(command);

    public override string ToString() => $"{Text} | {Meant} | {Arguments}";

    /// <summary>As <c>utterances.txt</c> has them.</summary>
    public static string ArgumentsOf(Understood understood) => string.Join(' ', new (string Name, string? Value)[]
    {
        ("competency", understood.Competency), ("level", understood.Level), ("exam", understood.Exam), ("person", understood.Person),
    }.Where(argument => argument.Value is not null).Select(argument => $"{argument.Name}={argument.Value}"));

    private bool IsCommandRight(Understood understood) => Meant[0] switch
    {
        '-' => understood is { Command: null, DidYouMean: [] },
        '?' => understood.Command is null && understood.DidYouMean.Contains(Meant[1..]),
        _ => understood.Command == Meant,
    };

    private static readonly string[] Deeds = ["unlink", "cancel", "back", "import", "remind", "weekly", "language", "admin", "addpeople", "mydata"];
}
