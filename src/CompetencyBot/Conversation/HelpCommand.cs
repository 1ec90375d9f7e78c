using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary>Lists the commands with a button each. Also the answer to a greeting.</summary>
public sealed class HelpCommand(CommandWords commands) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "help",
        ["hi", "hello", "hey", "start", "commands", "說明", "幫助", "求助", "指令", "你好", "您好", "哈囉", "嗨"],
        Audience.Everybody,
        () => Texts.HelpOfHelp,
        () => Texts.ButtonHelp)
    { Actions = ["show", SayAction], Group = HelpGroup.Talking, Menu = Menus.Everywhere };

    private const string SayAction = "say";

    /// <summary>Verb of a button that says the words in its data, under <see cref="WordsInput"/>, as if they were typed.</summary>
    public static string SayVerb => $"{Info.Name}/{SayAction}";

    public const string WordsInput = "words";

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var card = HelpCard.For(commands.UsableBy(request.Viewer, request.IsPersonal), Texts.HelpTitle, Texts.HelpIntroduction);
        return Task.FromResult(new Reply(Texts.HelpTitle, card));
    }
}

/// <summary>What can be asked, under headings, each with what it does and how somebody may put it.</summary>
public static class HelpCard
{
    /// <summary>Teams shows at most six actions on a card (Teams design guidelines for cards).</summary>
    private const int MostButtons = 6;

    public static AdaptiveCard For(IEnumerable<CommandInfo> commands, string title, string introduction)
    {
        CommandInfo[] shown = [.. commands];
        return CardParts.Card(
            [
                CardParts.Heading(title),
                new TextBlock(introduction),
                .. shown.GroupBy(command => command.Group).OrderBy(group => group.Key).SelectMany(Section),
            ],
            introduction,
            Buttons(shown.Where(command => command != HelpCommand.Info)));
    }

    public static IReadOnlyList<CardAction> Buttons(IEnumerable<CommandInfo> commands) =>
        [.. commands.Where(command => command.Button is not null).Take(MostButtons).Select(command => new ExecuteAction(command.Button!(), command.ShowVerb))];

    /// <summary>What a command does and how somebody may ask for it, as the help and the menus of Teams say it.</summary>
    public static string LineOf(CommandInfo command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Example is { } example ? Language.Format(HelpTexts.WithExample, command.Help(), example()) : command.Help();
    }

    private static IEnumerable<CardElement> Section(IGrouping<HelpGroup, CommandInfo> group) =>
    [
        CardParts.Subheading(HeadingOf(group.Key)),
        .. group.Select(command => CardParts.Named(command.Word, LineOf(command))),
    ];

    private static string HeadingOf(HelpGroup group) => group switch
    {
        HelpGroup.Own => HelpTexts.GroupOwn,
        HelpGroup.Organisation => HelpTexts.GroupOrganisation,
        HelpGroup.Managing => HelpTexts.GroupManaging,
        HelpGroup.Administration => HelpTexts.GroupAdministration,
        HelpGroup.Talking => HelpTexts.GroupTalking,
        _ => throw new InvalidOperationException($"Unknown group {group}."),
    };
}
