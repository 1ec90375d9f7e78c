using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary><c>language</c>: in which language the bot writes to the asking person; <c>language english</c>, <c>語言 中文</c> change it.</summary>
public sealed class LanguageCommand(Preferences preferences) : ICommand
{
    private const string English = "english";
    private const string Chinese = "chinese";

    // Parts of what people write after the word, normalised: "to English", "繁中", "zh tw".
    private static readonly string[] EnglishWords = ["english", "英文", "英語", "英语"];
    private static readonly string[] ChineseWords = ["chinese", "mandarin", "taiwan", "中文", "漢語", "汉语", "國語", "国语", "華語", "华语", "繁", "正體"];

    public static CommandInfo Info { get; } = new(
        "language",
        ["languages", "change language", "speak", "switch to", "語言", "語系", "切換語言", "切換到", "切換成", "改用"],
        Audience.Everybody,
        () => LanguageTexts.HelpOfLanguage,
        () => LanguageTexts.ButtonLanguage)
    {
        Actions = ["show", English, Chinese],
        Example = () => LanguageTexts.ExampleOfLanguage,
        Group = HelpGroup.Talking,
        Menu = Menus.Everywhere,
    };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var said = request.Action is English or Chinese ? request.Action : request.Argument;
        return Wanted(said) switch
        {
            { } language => await KeepAsync(request.Viewer, language, cancellationToken),
            null when said is "" or "show" => Shown(LanguageTexts.Now),
            null => Shown(LanguageTexts.OnlyTwo),
        };
    }

    private async Task<Reply> KeepAsync(Viewer viewer, string language, CancellationToken cancellationToken)
    {
        if (viewer.ObjectId is not { } person)
            return new Reply(LanguageTexts.NotKnown);
        await preferences.KeepLanguageAsync(person, language, cancellationToken);
        using var scope = Language.Use(language);
        return Shown(LanguageTexts.Kept);
    }

    /// <returns>Name of a culture; null for none, for both, and for a language that is not spoken.</returns>
    private static string? Wanted(string said) => (EnglishWords.Any(said.Contains) || IsTag(said, "en"), ChineseWords.Any(said.Contains) || IsTag(said, "zh")) switch
    {
        (true, false) => Language.Of("en").Name,
        (false, true) => Language.Of("zh").Name,
        _ => null,
    };

    private static bool IsTag(string said, string tag) => said == tag || said.StartsWith(tag + " ", StringComparison.Ordinal);

    private static Reply Shown(string text) => new(text, CardParts.Card(
        [CardParts.Heading(LanguageTexts.Title), new TextBlock(text)],
        text,
        new ExecuteAction(Language.NameOf("en"), $"{Info.Name}/{English}"),
        new ExecuteAction(Language.NameOf("zh-TW"), $"{Info.Name}/{Chinese}")));
}
