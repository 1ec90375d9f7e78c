using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration;

/// <summary>Says of each file of a message what it is or why it was not taken, and asks what to do with those that were.</summary>
public static class ReceivedFilesCard
{
    /// <summary>Data of the buttons: the ids, with commas.</summary>
    public const string FilesInput = "files";

    private const int MostNames = 10;

    /// <param name="left">Names of files that nobody looked at, since there were too many.</param>
    public static AdaptiveCard For(IReadOnlyList<FileReceipt> receipts, IReadOnlyList<string> left)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        ArgumentNullException.ThrowIfNull(left);
        FileReceipt.Taken[] taken = [.. receipts.OfType<FileReceipt.Taken>()];
        return CardParts.Card(
            [
                CardParts.Heading(Texts.FilesTitle),
                .. receipts.Select(receipt => new TextBlock(Line(receipt)) { Spacing = "Small" }),
                .. left.Count == 0 ? (IEnumerable<CardElement>)[] : [new TextBlock(Left(left))],
                .. taken.Length == 0 ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(Texts.FilesNextStep)],
            ],
            Texts.FilesTitle,
            Buttons(taken));
    }

    private static IReadOnlyList<CardAction> Buttons(FileReceipt.Taken[] taken)
    {
        if (taken.Length == 0)
            return [];
        var ids = new JsonObject { [FilesInput] = string.Join(',', taken.Select(file => file.Id.ToString("N"))) };
        return
        [
            new ExecuteAction(Texts.ButtonImportFiles, ImportCommand.AcceptVerb, ids),
            new ExecuteAction(Texts.ButtonDiscardFiles, ImportCommand.DiscardVerb, ids),
        ];
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
