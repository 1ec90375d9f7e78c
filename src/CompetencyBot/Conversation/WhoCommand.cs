using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary><c>who …</c>: one word for questions about people, each answered by the feature that knows. Finds out which of them is asked.</summary>
public sealed class WhoCommand(CompetencyNames names, IServiceProvider services) : ICommand
{
    /// <summary>Under which key the answer to <c>who is not linked</c> is registered.</summary>
    public const string Unlinked = "who is not linked";

    /// <summary>Under which key the answer to <c>who &lt;competency&gt;</c> is registered; the request's argument is the competency's key.</summary>
    public const string Counting = "who counts";

    /// <summary>Under which key the answer to <c>whose certificate lapses</c> is registered.</summary>
    public const string Lapsing = "who lapses";

    /// <summary>Parts of what people say for it, as normalised.</summary>
    private static readonly string[] LapsingWords = ["lapse", "lapsing", "expir", "run out", "到期", "過期", "失效"];

    public const string CompetencyVerb = "who/competency";

    public static CommandInfo Info { get; } = new(
        "who",
        [
            "unlinked", Unlinked, "who is unlinked", "who isn t linked", "who has not linked", "誰", "未連結", "誰未連結", "誰沒有連結", "誰還沒連結", "誰還沒有連結",
            "誰還沒連結帳戶", "誰還沒有連結帳戶",
        ],
        Audience.Everybody,
        () => WhoTexts.HelpOfWho,
        () => WhoTexts.ButtonWhoUnlinked)
    {
        ShownTo = Audience.Managers,
        Group = HelpGroup.Managing,
        Example = () => WhoTexts.ExampleOfWho,
        Actions = ["show", CardParts.CompetencyInput, OwnChat.Action],
    };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = request.Text(CardParts.CompetencyInput) ?? request.Argument;
        if (request.Action is CardParts.CompetencyInput && wanted.Length == 0)
            return new Reply(Texts.ChooseFirst);
        if (request.Action is null && LapsingWords.Any(Wording.Normalise(request.Typed).Contains))
            return await AnswerAsync(Lapsing, request, cancellationToken);
        if (wanted.Length == 0)
            return await AnswerAsync(Unlinked, request, cancellationToken);
        return names.Find(Wording.Normalise(wanted)) switch
        {
            [var one] => await AnswerAsync(Counting, request with { Argument = one.Key }, cancellationToken),
            [] => Otherwise(request, WhoTexts.WhoOtherwise, names.All),
            var several => Otherwise(request, Texts.CompetencySeveral, several),
        };
    }

    private Task<Reply> AnswerAsync(string key, Request request, CancellationToken cancellationToken) =>
        services.GetRequiredKeyedService<ICommand>(key).AnswerAsync(request, cancellationToken);

    private static Reply Otherwise(Request request, string said, IEnumerable<KnownCompetency> choices) => new(said, CardParts.Card(
        [
            new TextBlock(said),
            new ChoiceSetInput(Texts.ChooseCompetency, [.. choices.Select(known => new Choice(known.Title, known.Key))])
            { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency },
        ],
        said,
        [
            new ExecuteAction(WhoTexts.ButtonWhoCounts, CompetencyVerb),
            .. request.Viewer.IsAdmin ? (IEnumerable<CardAction>)[new ExecuteAction(WhoTexts.ButtonWhoUnlinked, Info.ShowVerb)] : [],
            new ExecuteAction(Texts.ButtonProgress, "progress/show"),
        ]));
}
