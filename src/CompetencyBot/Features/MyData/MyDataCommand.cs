using CompetencyBot.Conversation;
using CompetencyBot.Handouts;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyData;

/// <summary><c>my data</c>: what the bot keeps about the asking person, and nobody else, to see, to take away and to delete; in a chat of their own only.</summary>
public sealed class MyDataCommand(
    OwnDataReader data, OwnDataDeletion deletion, HandoutOffers offers, EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public const string Json = "json";
    public const string Csv = "csv";
    public const string Delete = "delete";
    public const string Confirm = "confirm";
    public const string Keep = "keep";

    public static CommandInfo Info { get; } = new(
        "my data",
        ["mydata", "what do you know about me", "what do you keep about me", "delete my data", "export my data", "我的資料", "我的個人資料", "匯出我的資料", "刪除我的資料"],
        Audience.Everybody, () => MyDataTexts.HelpOfMyData, null)
    { PersonalOnly = true, Group = HelpGroup.Own, Menu = Menus.Personal, Actions = ["show", Json, Csv, Delete, Confirm, Keep] };

    public static string VerbOf(string action) => $"{Info.Name}/{action}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Myself.Of(request.Viewer) is not { } me)
            return new Reply(MyDataTexts.Unknown);
        return request.Action switch
        {
            Json => await offers.OfferAsync(OwnDataFiles.Json, request.Viewer, cancellationToken),
            Csv => await offers.OfferAsync(OwnDataFiles.Csv, request.Viewer, cancellationToken),
            Delete => await AskAsync(me, outdated: false, cancellationToken),
            Confirm => await DeleteAsync(request, me, cancellationToken),
            Keep => new Reply(MyDataTexts.Kept, await CardAsync(me, cancellationToken)),
            _ => new Reply(MyDataTexts.Title, await CardAsync(me, cancellationToken)),
        };
    }

    private async Task<BotFramework.Cards.AdaptiveCard> CardAsync(Myself me, CancellationToken cancellationToken) =>
        MyDataCard.For(await data.ReadAsync(me, cancellationToken), organisation.CurrentValue.Zone);

    private async Task<Reply> AskAsync(Myself me, bool outdated, CancellationToken cancellationToken)
    {
        var cost = DeletionCost.Of(await reader.ReadAsync(cancellationToken), me, organisation.CurrentValue.Today(clock));
        var card = DeletionCards.Question(await data.ReadAsync(me, cancellationToken), cost, Guid.CreateVersion7(clock.GetUtcNow()), outdated);
        return new Reply(MyDataTexts.QuestionTitle, card);
    }

    private async Task<Reply> DeleteAsync(Request request, Myself me, CancellationToken cancellationToken)
    {
        if (DeletionQuestion.Read(request.Text(DeletionCards.QuestionInput), clock.GetUtcNow()) is not { } question
            || await deletion.RunAsync(me, request.Viewer.AuditName, question, cancellationToken) is not { } receipt)
            return await AskAsync(me, outdated: true, cancellationToken);
        return new Reply(Language.Format(MyDataTexts.ReceiptTitle, receipt.Reference), DeletionCards.Receipt(receipt, organisation.CurrentValue.Zone));
    }
}
