using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.Administration;

/// <summary>What the scan and the delivery write of a warning.</summary>
internal static class ToldRows
{
    public static async Task AddAsync(
        AppFixture app, DateTimeOffset at, string[] recipients, OutboxState state, DeliveryTrouble? trouble, DateTimeOffset? readAt = null, string? reason = null)
    {
        await app.InDatabaseAsync(db => AddAsync(db, at, recipients, state, trouble, readAt, reason));
    }

    private static Task<int> AddAsync(
        BotDb db, DateTimeOffset at, string[] recipients, OutboxState state, DeliveryTrouble? trouble, DateTimeOffset? readAt, string? reason)
    {
        var risk = new WatchedRisk
        {
            Id = Guid.CreateVersion7(at),
            Key = $"eligibility|messaging|{at.UtcTicks}",
            Kind = RiskKind.Eligibility,
            EditionId = SampleCast.EditionId,
            CompetencyId = "messaging",
            Level = Level.Gold,
            AnniversaryOn = new DateOnly(2018, 5, 15),
            Facts = "",
            FoundAt = at,
            ChangedAt = at,
        };
        db.Risks.Add(risk);
        foreach (var recipient in recipients)
        {
            var message = new OutboxMessage
            {
                Id = Guid.CreateVersion7(at),
                Key = $"warning|{at.UtcTicks}|{recipient}",
                Recipient = recipient,
                Activity = "",
                CreatedAt = at,
                DueAt = at + TimeSpan.FromHours(2),
                State = state,
                Trouble = trouble,
                Attempts = trouble is null ? 0 : 1,
                SentAt = state is OutboxState.Sent or OutboxState.GivenUp ? SampleCast.Morning - TimeSpan.FromMinutes(30) : null,
                Reason = trouble == DeliveryTrouble.Failed ? reason ?? "400 BadRequest" : null,
            };
            db.Outbox.Add(message);
            db.Notices.Add(NoticeOf(risk.Id, message.Id, recipient, at, readAt));
        }

        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static Notice NoticeOf(Guid risk, Guid message, string recipient, DateTimeOffset at, DateTimeOffset? readAt) => new()
    {
        Id = Guid.CreateVersion7(at),
        Key = $"notice|{at.UtcTicks}|{recipient}",
        RiskId = risk,
        Recipient = recipient,
        Reason = NoticeReason.Rung,
        Rung = -30,
        MessageId = message,
        At = at,
        ReadAt = readAt,
    };
}
