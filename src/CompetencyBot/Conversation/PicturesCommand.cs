using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary><c>dark pictures</c>, <c>light pictures</c>: how the pictures look on cards that the asking person alone sees.</summary>
public sealed class PicturesCommand(Preferences preferences) : ICommand
{
    private const string Dark = "dark";
    private const string Light = "light";

    private static readonly string[] DarkWords = [Dark, "black", "night", "深", "黑", "暗"];
    private static readonly string[] LightWords = [Light, "bright", "white", "淺", "浅", "亮", "白"];

    private static readonly string[] Doubts =
        ["?", "？", " not", "n't", "dont", " no", " off", "what", "how", "why", "without", "嗎", "什麼", "怎", "關", "不", "別", "取消"];

    public static CommandInfo Info { get; } = new(
        "pictures",
        ["dark pictures", "light pictures", "dark mode", "light mode", "picture", "圖片", "深色圖片", "淺色圖片", "深色模式", "淺色模式"],
        Audience.Everybody,
        () => PicturesTexts.HelpOfPictures,
        Button: null)
    { Actions = ["show", Dark, Light], Example = () => PicturesTexts.ExampleOfPictures, Group = HelpGroup.Talking };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Wanted(request.Action ?? (IsDoubtful(request.Typed) ? "" : Wording.Normalise(request.Typed))) is not { } dark)
            return Shown(request.Viewer.DarkPictures ? PicturesTexts.AreDark : PicturesTexts.AreLight);
        if (request.Viewer.ObjectId is not { } person)
            return Shown(PicturesTexts.NotKnown);
        await preferences.KeepPicturesAsync(person, dark, cancellationToken);
        return Shown(dark ? PicturesTexts.NowDark : PicturesTexts.NowLight);
    }

    /// <summary>A question or a refusal is no wish; the card that answers it has a button for each.</summary>
    private static bool IsDoubtful(string typed) => Doubts.Any(doubt => typed.Contains(doubt, StringComparison.OrdinalIgnoreCase));

    /// <returns>Null when neither is said, or both.</returns>
    private static bool? Wanted(string said) => (DarkWords.Any(said.Contains), LightWords.Any(said.Contains)) switch
    {
        (true, false) => true,
        (false, true) => false,
        _ => null,
    };

    private static Reply Shown(string text) => new(text, CardParts.Card(
        [CardParts.Heading(PicturesTexts.Title), new TextBlock(text), CardParts.Subtle(PicturesTexts.Where)],
        text,
        new ExecuteAction(PicturesTexts.ButtonDark, $"{Info.Name}/{Dark}"),
        new ExecuteAction(PicturesTexts.ButtonLight, $"{Info.Name}/{Light}"),
        new ExecuteAction(Texts.ButtonProgress, "progress/show")));
}
