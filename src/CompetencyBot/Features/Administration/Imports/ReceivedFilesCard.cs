using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Says of each file of a message what it is or why it was not taken, and what happens with those that were.</summary>
public static class ReceivedFilesCard
{
    private const int MostNames = 10;

    /// <param name="left">Names of files that nobody looked at, since there were too many.</param>
    public static AdaptiveCard For(IReadOnlyList<FileReceipt> receipts, IReadOnlyList<string> left)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        ArgumentNullException.ThrowIfNull(left);
        return CardParts.Card(
            [
                CardParts.Heading(Texts.FilesTitle),
                .. receipts.Select(receipt => new TextBlock(Line(receipt)) { Spacing = "Small" }),
                .. left.Count == 0 ? (IEnumerable<CardElement>)[] : [new TextBlock(Left(left))],
                .. receipts.Any(receipt => receipt is FileReceipt.Taken) ? (IEnumerable<CardElement>)[CardParts.Subtle(ImportChatTexts.ReadingNow)] : [],
            ],
            Texts.FilesTitle);
    }

    private static string Line(FileReceipt receipt) => receipt switch
    {
        FileReceipt.Taken file => Language.Format(Texts.FileTaken, Phrases.Name(file.Name), FileWords.Kind(file.Kind), FileWords.Size(file.Bytes)),
        FileReceipt.Refused file => Language.Format(Texts.FileRefused, Phrases.Name(file.Name), Phrases.Escape(file.Why)),
        _ => throw new InvalidOperationException($"No line for {receipt.GetType().Name}."),
    };

    private static string Left(IReadOnlyList<string> names)
    {
        var shown = string.Join(Texts.ListSeparator, names.Take(MostNames).Select(Phrases.Name));
        return Language.Format(Texts.FilesTooMany, FileIntake.MostFiles, names.Count > MostNames ? $"{shown} …" : shown);
    }
}
