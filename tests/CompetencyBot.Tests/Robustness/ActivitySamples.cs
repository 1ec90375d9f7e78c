using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Files;

namespace CompetencyBot.Tests.Robustness;

/// <summary>Activities as Teams sends them, of every type that it has.</summary>
internal sealed class ActivitySamples(string serviceUrl)
{
    private const string BotId = $"28:{SharedLogin.AppId}";

    /// <summary>How many conversations of each kind take part.</summary>
    private const int Conversations = 100;

    private static readonly string[] Words =
    [
        "help", "help", "status", "progress", "progress messaging", "progress data analytics", "messaging", "renewal", "upgrade messaging",
        "what if", "import", "admin", "help?", "HELP ME", "進度", "狀態", "說明", "續約", "進度 messaging", "hello there", "", "   ", "Hilfe!",
        "مساعدة", "помощь", "ヘルプ", "help 🙂🙂", "stauts", "<b>help</b>", "&lt;at&gt;help", "progress &amp; status", "1", "-", "/help",
    ];

    private static readonly string[] Verbs =
    [
        "help/show", "status/show", "progress/show", "progress/competency", "progress/refresh", "progress/team", "who/competency", "upgrade/show", "upgrade/competency", "renewal/show", "import/show",
        "import/accept", "import/discard", "import/undo", "import/askundo", "import/waiting", "import/history", "import/skipped", "admin/show", "progress/", "/", "progress", "nothing/show",
    ];

    private static readonly string[] Invokes =
    [
        "signin/verifyState", "signin/tokenExchange", "signin/failure", "task/fetch", "task/submit", "composeExtension/query",
        "composeExtension/selectItem", "composeExtension/fetchTask", "composeExtension/submitAction", "composeExtension/queryLink",
        "composeExtension/anonymousQueryLink", "message/submitAction", "fileConsent/invoke", "actionableMessage/executeAction", "tab/fetch",
        "tab/submit", "config/fetch", "application/search", "handoff/action", "adaptiveCard/actions",
    ];

    private static readonly string[] ChannelEvents =
        ["channelCreated", "channelRenamed", "channelDeleted", "teamRenamed", "teamArchived", "teamMemberAdded", "teamDeleted", "newEvent"];

    private static readonly string[] Locales = ["en-US", "zh-TW", "de-DE", "ar-SA", "x", "en_US", "zh-Hant-TW-u-co-stroke"];

    private static readonly string[] OtherTypes =
        ["typing", "endOfConversation", "handoff", "trace", "command", "commandResult", "deleteUserData", "suggestion", "somethingNew"];

    private static readonly Person[] People = [Sample.Grace, Sample.David, Sample.Tsai, Sample.Chen, Sample.Stranger];

    /// <summary>One of them; the same for the same chance.</summary>
    public JsonObject Next(Dice dice, string id)
    {
        var person = Pick(dice, People);
        return dice.Next(16) switch
        {
            0 or 1 or 2 => Message(Personal("message", id, person, dice), Pick(dice, Words)),
            3 or 4 => Mention(Channel("message", id, person, dice), Pick(dice, Words)),
            5 => Submit(Personal("message", id, person, dice), dice),
            6 or 7 => Press(Personal("invoke", id, person, dice), dice),
            8 => Invoke(Personal("invoke", id, person, dice), Pick(dice, Invokes), dice),
            9 => Installation(Personal("installationUpdate", id, person, dice), dice),
            10 => Update(Channel("conversationUpdate", id, person, dice), dice),
            11 => Reaction(Personal("messageReaction", id, person, dice), dice),
            12 => Message(Channel(dice.Next(2) == 0 ? "messageUpdate" : "messageDelete", id, person, dice), Pick(dice, Words)),
            13 => Event(Personal("event", id, person, dice), dice),
            14 => Files(Personal("message", id, Sample.Julia, dice)),
            _ => Message(Personal(Pick(dice, OtherTypes), id, person, dice), "help"),
        };
    }

    private static T Pick<T>(Dice dice, T[] choices) => choices[dice.Next(choices.Length)];

    private JsonObject Personal(string type, string id, Person person, Dice dice) => Activity(
        type, id, person, dice, new() { ["id"] = $"a:{person.Alias}-{dice.Next(Conversations)}", ["conversationType"] = "personal" });

    private JsonObject Channel(string type, string id, Person person, Dice dice)
    {
        var channel = $"19:{dice.Next(Conversations)}@thread.tacv2";
        var conversation = new JsonObject { ["id"] = $"{channel};messageid=1519860000000", ["conversationType"] = "channel", ["isGroup"] = true };
        var activity = Activity(type, id, person, dice, conversation);
        activity["channelData"]!["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2", ["name"] = "Practice" };
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = channel };
        return activity;
    }

    private JsonObject Activity(string type, string id, Person person, Dice dice, JsonObject conversation) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = "2018-03-01T01:30:00.123Z",
        ["localTimestamp"] = "2018-03-01T09:30:00.123+08:00",
        ["channelId"] = "msteams",
        ["serviceUrl"] = serviceUrl,
        ["from"] = new JsonObject { ["id"] = person.TeamsId, ["name"] = person.Name, ["aadObjectId"] = person.ObjectId },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "CompetencyBot" },
        ["conversation"] = conversation,
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = person.TenantId } },
        ["locale"] = Pick(dice, Locales),
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = Pick(dice, Locales), ["platform"] = "Web" }),
        ["deliveryMode"] = dice.Next(20) == 0 ? "expectReplies" : "normal",
    };

    private static JsonObject Message(JsonObject message, string text)
    {
        message["text"] = text;
        message["textFormat"] = "plain";
        message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<div>{text}</div>" });
        return message;
    }

    private static JsonObject Mention(JsonObject message, string text)
    {
        message["text"] = $"<at>CompetencyBot</at> {text}&nbsp;";
        message["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>CompetencyBot</at>",
            ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "CompetencyBot" },
        });
        return message;
    }

    private static JsonObject Submit(JsonObject message, Dice dice)
    {
        message["value"] = Data(dice);
        message["value"]!["verb"] = Pick(dice, Verbs);
        message["replyToId"] = "f:card";
        return message;
    }

    private static JsonObject Press(JsonObject invoke, Dice dice)
    {
        invoke["replyToId"] = "f:card";
        invoke["name"] = "adaptiveCard/action";
        var action = new JsonObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = Pick(dice, Verbs), ["data"] = Data(dice) };
        invoke["value"] = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return invoke;
    }

    private static JsonObject Data(Dice dice) => new()
    {
        ["competency"] = Pick(dice, ["messaging", "data-analytics", "Messaging", "no such", ""]),
        ["keep"] = dice.Next(4) == 0,
        ["files"] = "4f7a0000-0000-4000-8000-000000000001,nothing",
        ["level"] = "gold",
    };

    private static JsonObject Invoke(JsonObject invoke, string name, Dice dice)
    {
        invoke["name"] = name;
        invoke["value"] = new JsonObject
        {
            ["id"] = "exchange-1", ["connectionName"] = "graph", ["token"] = "eyJ", ["state"] = "123456", ["commandId"] = "search",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "query", ["value"] = "gold" }),
            ["data"] = Data(dice), ["context"] = new JsonObject { ["theme"] = "default" },
        };
        return invoke;
    }

    private static JsonObject Installation(JsonObject installation, Dice dice)
    {
        installation["action"] = Pick(dice, ["add", "remove", "add-upgrade", "remove-upgrade", "update"]);
        return installation;
    }

    private static JsonObject Update(JsonObject update, Dice dice)
    {
        update["channelData"]!["eventType"] = Pick(dice, ChannelEvents);
        update[Pick(dice, ["membersAdded", "membersRemoved", "topicName"])] =
            new JsonArray(new JsonObject { ["id"] = BotId }, new JsonObject { ["id"] = "29:other", ["aadObjectId"] = "other" });
        return update;
    }

    private static JsonObject Reaction(JsonObject reaction, Dice dice)
    {
        reaction["replyToId"] = "f:card";
        reaction[Pick(dice, ["reactionsAdded", "reactionsRemoved"])] = new JsonArray(new JsonObject { ["type"] = "like" });
        return reaction;
    }

    private static JsonObject Event(JsonObject tell, Dice dice)
    {
        tell["name"] = Pick(dice, ["tokens/response", "application/vnd.microsoft.meetingStart", "application/vnd.microsoft.readReceipt"]);
        tell["value"] = new JsonObject { ["token"] = "eyJ", ["lastReadMessageId"] = "1519860000000" };
        return tell;
    }

    /// <summary>Every address is one that is refused: nothing is fetched.</summary>
    private static JsonObject Files(JsonObject message)
    {
        message["attachments"] = new JsonArray(
            File("people.csv", "https://contoso.invalid/personal/julia/people.csv"), File("..\\x/history.csv", "http://10.0.0.1/history.csv"));
        return message;
    }

    private static JsonObject File(string name, string url) => new()
    {
        ["contentType"] = FileAttachments.ContentType,
        ["name"] = name,
        ["contentUrl"] = url,
        ["content"] = new JsonObject { ["downloadUrl"] = url, ["uniqueId"] = "4f7a", ["fileType"] = "csv" },
    };
}
