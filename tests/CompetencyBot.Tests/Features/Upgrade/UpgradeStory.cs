using System.Text.Json.Nodes;
using CompetencyBot.Outbox;

namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>The dialog as the tests walk it. Buttons are found by their verb, since their titles are in the language of the test.</summary>
internal static class UpgradeStory
{
    public static readonly Person Ben = Sample.Of("ben.carter");

    public static readonly Person Tomas = Sample.Of("tomas.rivera");

    /// <summary>Those who are asked are at work in the morning of the story.</summary>
    public static AppOptions WithPeopleAwake(this AppOptions options) => options with
    {
        Prepare = files =>
        {
            options.Prepare?.Invoke(files);
            foreach (var person in new[] { Ben, Tomas })
                files.ReplaceInLine("people.csv", person.UserPrincipalName, "America/Los_Angeles", "Asia/Taipei");
        },
    };

    public static Task<Answer> PressesVerb(this Chat chat, string verb, params (string Id, JsonNode? Value)[] inputs) =>
        chat.Fills((string)chat.Latest!.Actions.First(action => (string?)action["verb"] == verb)["title"]!, inputs);

    /// <summary>To the result of the nearest plan to a level.</summary>
    public static async Task<Answer> ResultAsync(this Chat chat, string level = "communications gold")
    {
        await chat.Says($"upgrade {level}");
        await chat.PressesVerb("upgrade/suppose");
        return await chat.PressesVerb("upgrade/answer");
    }

    /// <summary>Has the people of the nearest plan to a level asked, and the questions delivered.</summary>
    public static async Task<Answer> NudgeAsync(this AppFixture app, Chat asker, string level = "communications gold")
    {
        await asker.ResultAsync(level);
        await asker.PressesVerb("upgrade/nudge");
        var sent = await asker.PressesVerb("upgrade/send");
        await app.RunAsync<OutboxDeliveryJob>();
        return sent;
    }
}
