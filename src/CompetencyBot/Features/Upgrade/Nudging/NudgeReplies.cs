using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>
/// Tells whoever asked what is answered: one card for all that they asked for together, which is changed where it stands. Nothing is saved here.
/// </summary>
public sealed class NudgeReplies(
    BotDb db, OutboxWriter outbox, RecipientFinder recipients, RecipientTime times, Sight sight, IOptionsMonitor<OrganisationOptions> organisation)
{
    /// <summary>Begins the keys of these messages.</summary>
    private const string KeyPrefix = "nudge-replies|";

    /// <param name="changed">As tracked, with what was changed.</param>
    public async Task StageAsync(OrganisationEvidence evidence, Nudge changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(changed);
        var together = await db.Nudges.Where(nudge => nudge.AskedBy == changed.AskedBy && nudge.AskedAt == changed.AskedAt).ToListAsync(cancellationToken);
        var key = $"{KeyPrefix}{changed.AskedBy}|{changed.AskedAt.UtcTicks}";
        var first = await db.Outbox.Where(row => row.Key == key).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
        var asker = evidence.FindByWorkAddress(changed.AskedBy) ?? evidence.FindByObjectId(changed.AskedBy);
        using var language = Language.Use(await recipients.FindLocaleAsync(changed.AskedBy, cancellationToken));
        var card = Card(evidence, together, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, organisation.CurrentValue.Zone).DateTime));
        outbox.Stage(new OutboxEntry(
            first is null ? key : $"{key}|{Guid.CreateVersion7(now):N}", changed.AskedBy, [card.ToActivity(card.FallbackText ?? "")])
        {
            DueAt = times.DueAt(asker, now),
            Replaces = first,
        });
    }

    private AdaptiveCard Card(OrganisationEvidence evidence, IReadOnlyCollection<Nudge> together, DateOnly today)
    {
        var lines = together.Select(nudge => NudgeWords.Of(nudge, NudgeSubject.Of(nudge, evidence), NameOf(nudge, evidence), today));
        return CardParts.Card(
            [
                CardParts.Heading(UpgradeTexts.RepliesTitle),
                .. CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone),
                .. CardParts.Bullets(lines.Order(StringComparer.CurrentCulture)),
            ],
            UpgradeTexts.RepliesTitle,
            ButtonPress.Keeping(new ExecuteAction(UpgradeTexts.ButtonNudges, NudgesCommand.Info.ShowVerb)));
    }

    private string NameOf(Nudge nudge, OrganisationEvidence evidence) => sight.MaySee(evidence, nudge.AskedBy, nudge.Person)
        ? Phrases.Name(evidence.FindByWorkAddress(nudge.Person)?.DisplayName ?? nudge.Person)
        : Texts.Somebody;
}
