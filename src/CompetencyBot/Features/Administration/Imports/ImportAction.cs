using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>What the buttons of <c>import</c> ask for: the parts of their verbs after the slash.</summary>
public static class ImportAction
{
    public const string Show = "show";
    public const string Accept = "accept";
    public const string Discard = "discard";

    /// <summary>Does it.</summary>
    public const string Undo = "undo";

    /// <summary>Says what an undo would bring back, and asks.</summary>
    public const string AskUndo = "askundo";

    /// <summary>Shows an import again that waits for a word.</summary>
    public const string Waiting = "waiting";
    public const string History = "history";
    public const string Skipped = "skipped";

    private const string RunInput = "run";

    public static IReadOnlyList<string> All { get; } = [Show, Accept, Discard, Undo, AskUndo, Waiting, History, Skipped];

    /// <summary>Words that mean the same when they are typed, as normalised.</summary>
    private static readonly (string Word, string Action)[] Words =
    [
        ("undo", AskUndo), ("復原", AskUndo), ("還原", AskUndo), ("撤銷", AskUndo),
        ("history", History), ("歷史", History), ("歷程", History), ("紀錄", History), ("記錄", History),
    ];

    public static IReadOnlyList<string> Parts { get; } = [.. Words.Select(word => word.Word)];

    /// <param name="argument">What was typed after the command, normalised.</param>
    public static string Typed(string argument) => Words.FirstOrDefault(word => word.Word == argument).Action ?? Show;

    public static ExecuteAction Button(string title, string action, Guid run) =>
        new(title, $"{ImportCommand.Info.Name}/{action}", new JsonObject { [RunInput] = run.ToString("N") });

    public static ExecuteAction Button(string title, string action) => new(title, $"{ImportCommand.Info.Name}/{action}");

    /// <returns>Null for data that no button of ours has.</returns>
    public static Guid? RunOf(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Guid.TryParseExact(request.Text(RunInput), "N", out var run) ? run : null;
    }
}
