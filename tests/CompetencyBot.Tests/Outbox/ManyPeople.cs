using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Outbox;

/// <summary>Any number of people who have a chat with the bot, and a message that is due for each.</summary>
internal static class ManyPeople
{
    /// <returns>What was put into the database: two rows for each.</returns>
    public static Task<int> AddAsync(BotDb db, string serviceUrl, int count, DateTimeOffset now)
    {
        var writer = new OutboxWriter(db, new TestClock(now));
        for (var number = 0; number < count; number++)
        {
            var objectId = $"00000000-0000-0000-0000-{number:D12}";
            db.Conversations.Add(new KnownConversation
            {
                ConversationId = ConversationOf(number),
                ServiceUrl = serviceUrl,
                Type = "personal",
                TenantId = SampleCast.TenantId,
                BotId = $"28:{SharedLogin.AppId}",
                UserObjectId = objectId,
                UpdatedAt = now,
            });
            writer.Stage(new OutboxEntry(TextFor(number), objectId, [OutboundActivity.Message(TextFor(number))]));
        }

        return db.SaveChangesAsync();
    }

    public static string ConversationOf(int number) => $"a:person-{number:D5}";

    public static string TextFor(int number) => $"message {number:D5}";
}
