using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Handouts;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Told;

/// <summary><c>admin told</c>: each warning with what became of it at each recipient; and the same as a file.</summary>
public sealed class ToldView(
    ToldList list, HandoutOffers offers, AdminDirectory directory, EditionSet editions, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    private const int PageSize = 10;

    /// <summary>Recipients of one warning on a card; the file has all.</summary>
    private const int MostRecipients = 20;

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = Page.Of(request);
        var now = clock.GetUtcNow();
        var (people, _) = await directory.ReadAsync(cancellationToken);
        var warnings = await list.ReadAsync(page.Until ?? now, page.Skipped(PageSize), PageSize + 1, cancellationToken);
        if (warnings.Count == 0)
            return new Reply(AdminTexts.ToldNothing);
        CardAction[] more = warnings.Count > PageSize
            ? [new ExecuteAction(AdminTexts.ButtonMore, AdminCommand.VerbOf(AdminAction.Told), page.Next(page.Until ?? now))]
            : [];
        return new Reply(AdminTexts.ToldTitle, CardParts.Card(
            [CardParts.Heading(AdminTexts.ToldTitle), .. warnings.Take(PageSize).SelectMany(warning => Lines(warning, people, now))],
            AdminTexts.ToldTitle,
            [
                .. more,
                ButtonPress.Keeping(new ExecuteAction(AdminTexts.ButtonExport, AdminCommand.VerbOf(AdminAction.ToldFile))),
                new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb),
            ]));
    }

    public Task<Reply> OfferAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return offers.OfferAsync(ToldCsv.File, request.Viewer, cancellationToken);
    }

    private IEnumerable<CardElement> Lines(ToldWarning warning, OrganisationEvidence? people, DateTimeOffset now)
    {
        var zone = organisation.CurrentValue.Zone;
        yield return CardParts.Subheading(warning.Title(editions));
        yield return CardParts.Subtle(Language.Format(
            AdminTexts.ToldWhenAndWhy, Phrases.DateAndTime(warning.At, zone), DeliveryWords.Of(warning.Reason, warning.Rung)));
        foreach (var told in warning.Recipients.Take(MostRecipients))
            yield return CardParts.Named(NameOf(told, people), DeliveryWords.Of(told, now, zone));
        if (warning.Recipients.Count > MostRecipients)
            yield return CardParts.Subtle(Language.Format(AdminTexts.ToldMoreRecipients, warning.Recipients.Count - MostRecipients));
    }

    private static string NameOf(ToldRecipient told, OrganisationEvidence? people) => told.Message?.ConversationId is not null
        ? AdminTexts.ToldInChannel
        : AdminDirectory.NameOf(told.Notice.Recipient, people);
}
