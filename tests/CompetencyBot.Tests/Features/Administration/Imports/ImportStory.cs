using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Outbox;

namespace CompetencyBot.Tests.Features.Administration.Imports;

/// <summary>Files are dropped, read, and what they would change is shown.</summary>
internal static class ImportStory
{
    public const string Waiting = "What this import would change";

    /// <returns>The card that asks.</returns>
    public static async Task<Answer> PreviewAsync(this AppFixture app, Chat chat, params (string Name, string? Url)[] files)
    {
        var ended = app.Jobs.NextRunOf<ImportPreviewJob>();
        await chat.Drops("", files);
        await ended;
        await app.RunAsync<OutboxDeliveryJob>();
        return chat.Reads();
    }

    /// <summary>Does something that makes the bot work out a dry run, and waits until what it shows is delivered.</summary>
    public static async Task<Answer> FollowedByAsync(this AppFixture app, Func<Task<Answer>> deed)
    {
        var ended = app.Jobs.NextRunOf<ImportPreviewJob>();
        var answer = await deed();
        await ended;
        await app.RunAsync<OutboxDeliveryJob>();
        return answer;
    }
}
