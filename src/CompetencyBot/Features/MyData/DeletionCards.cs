using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.MyData;

/// <summary>Asks before anything is deleted, and says afterwards what was.</summary>
internal static class DeletionCards
{
    public const string QuestionInput = "question";

    /// <param name="outdated">Whether an older question was answered.</param>
    public static AdaptiveCard Question(OwnData data, DeletionCost? cost, Guid question, bool outdated)
    {
        string[] goes = [.. data.Tables.Select(Goes).OfType<string>()];
        var stays = data.Tables.Where(rows => rows.Table.StaysBecause is not null);
        return CardParts.Card(
            [
                CardParts.Heading(MyDataTexts.QuestionTitle),
                .. outdated ? [new Container([new TextBlock(MyDataTexts.QuestionOutdated)]) { Style = "warning" }] : (CardElement[])[],
                CardParts.Subheading(MyDataTexts.WhatGoes),
                .. goes.Length == 0 ? [new TextBlock(MyDataTexts.NothingGoes)] : CardParts.Bullets(goes),
                .. Cost(cost),
                CardParts.Subheading(MyDataTexts.WhatStays),
                .. CardParts.Bullets(
                [
                    .. data.Organisation.Person is null ? [] : (string[])[MyDataTexts.StaysFiles],
                    .. stays.Select(rows => Language.Format(MyDataTexts.Line, rows.Table.Title(), rows.Table.StaysBecause!())),
                ]),
                CardParts.Subtle(MyDataTexts.AskedAgain),
            ],
            MyDataTexts.QuestionTitle,
            new ExecuteAction(MyDataTexts.ButtonConfirm, MyDataCommand.VerbOf(MyDataCommand.Confirm), new JsonObject { [QuestionInput] = $"{question:N}" }),
            new ExecuteAction(MyDataTexts.ButtonKeep, MyDataCommand.VerbOf(MyDataCommand.Keep)));
    }

    public static AdaptiveCard Receipt(DeletionReceipt receipt, TimeZoneInfo zone)
    {
        var (title, when) = (Language.Format(MyDataTexts.ReceiptTitle, receipt.Reference), Phrases.DateAndTime(receipt.At, zone));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. receipt switch
                {
                    { IsRepeat: true } => [new TextBlock(Language.Format(MyDataTexts.AlreadyDone, receipt.Reference, when))],
                    { Gone.IsEmpty: true } => [new TextBlock(MyDataTexts.ReceiptNothing)],
                    _ => (IEnumerable<CardElement>)
                    [
                        new TextBlock(Language.Format(MyDataTexts.ReceiptWhen, when)),
                        .. CardParts.Bullets(receipt.Gone.Select(each => MyDataCard.Counted((each.Table.Emptied ?? each.Table.Title)(), each.Rows))),
                    ],
                },
                CardParts.Subtle(MyDataTexts.ReceiptKeep),
            ],
            title,
            new ExecuteAction(MyDataTexts.ButtonMyData, MyDataCommand.Info.ShowVerb));
    }

    /// <returns>Null for what stays as it is.</returns>
    private static string? Goes(OwnRows rows) => rows.Table switch
    {
        { Emptied: { } emptied } => emptied(),
        { StaysBecause: null } table => MyDataCard.Counted(table.Title(), rows.Rows.Count),
        _ => null,
    };

    private static IEnumerable<CardElement> Cost(DeletionCost? cost)
    {
        if (cost is null)
            yield break;
        if (cost is { Passes: 0, Levels.IsEmpty: true })
        {
            yield return new TextBlock(MyDataTexts.CostNone);
            yield break;
        }

        yield return new Container(
        [
            new TextBlock(cost.Passes == 1 ? MyDataTexts.CostOnePass : Language.Format(MyDataTexts.CostPasses, cost.Passes)),
            .. cost.Levels.IsEmpty ? [] : (CardElement[])[new TextBlock(Language.Format(MyDataTexts.CostLevels, UseWords.Of(cost.Levels)))],
        ])
        { Style = "attention" };
    }
}
