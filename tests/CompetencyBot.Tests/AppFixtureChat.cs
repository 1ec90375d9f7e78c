using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Tests;

/// <summary>Where a conversation takes place.</summary>
internal sealed record Place(string? ConversationId, string Type)
{
    public static readonly Place Personal = new(null, "personal");
    public static readonly Place Group = new("19:group@thread.v2", "groupChat");
    public static readonly Place Channel = new("19:general@thread.tacv2;messageid=1519860000000", "channel");
}

/// <summary>One person talking with the bot in one place; every step is a request, and what the bot did because of it is the answer.</summary>
internal sealed class Chat(AppFixture app, Person person, Place place)
{
    private const string BotName = "CompetencyBot";
    private static readonly string BotId = $"28:{SharedLogin.AppId}";

    public string ConversationId => place.ConversationId ?? $"a:{person.Alias}";

    /// <summary>The newest answer with a card: the one whose buttons are pressed.</summary>
    public Answer? Latest { get; private set; }

    public Chat InChannel() => new(app, person, Place.Channel);

    public Chat InGroup() => new(app, person, Place.Group);

    public Task<Answer> Says(string text, string? id = null) => SendAsync(Message(text, id));

    /// <summary>Presses a button of the latest card.</summary>
    /// <param name="inputs">What was filled in on the card.</param>
    public Task<Answer> Presses(string title, params (string Id, string Value)[] inputs)
    {
        var action = ActionNamed(title);
        return Invokes((string?)action["verb"], DataOf(action, inputs));
    }

    /// <summary>
    /// Presses a button of a form as Teams does: with what every input holds, whether it was shown or is filled in now; inputs that are empty are left out.
    /// </summary>
    /// <param name="filled">A null or an empty text empties an input.</param>
    public Task<Answer> Fills(string title, params (string Id, JsonNode? Value)[] filled)
    {
        var action = ActionNamed(title);
        var data = action["data"]!.DeepClone().AsObject();
        foreach (var input in CardText.InputsOf(Latest!.Card!))
            if (input["value"] is { } value)
                data[(string)input["id"]!] = value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number ? $"{number}" : value.DeepClone();
        foreach (var (id, value) in filled)
            if (value is null || (value.GetValueKind() == System.Text.Json.JsonValueKind.String && (string)value! == ""))
                data.Remove(id);
            else
                data[id] = value.DeepClone();
        return Invokes((string?)action["verb"], data);
    }

    /// <summary>The same press as a client sends it that knows no <c>Action.Execute</c>.</summary>
    public Task<Answer> Submits(string title, params (string Id, string Value)[] inputs)
    {
        var submit = Message("", null);
        submit.Remove("text");
        submit["value"] = DataOf(ActionNamed(title)["fallback"]!, inputs);
        submit["replyToId"] = Latest!.MessageId;
        return SendAsync(submit);
    }

    /// <summary>Looks at the newest message that came unasked, so that its buttons can be pressed; one that was changed in place counts as it is now.</summary>
    /// <param name="title">What its card says first, where others may have come since; null = whatever it says.</param>
    public Answer Reads(string? title = null)
    {
        var (unasked, now) = app.Connector.Calls
            .Where(call => call is { Method: "POST", Type: "message", ActivityId: null, Card: not null, Status: 201 } && call.ConversationId == ConversationId)
            .Select(call => (Sent: call, Now: app.Connector.Calls.LastOrDefault(put => put.Method == "PUT" && put.ActivityId == call.GivenId && put.Card is not null) ?? call))
            .Last(message => title is null || CardText.Of(message.Now.Card!).First() == title);
        return Latest = new Answer(HttpStatusCode.OK, null, [now]) { MessageId = unasked.GivenId };
    }

    /// <summary>A button by its verb, whether or not any card has it.</summary>
    public Task<Answer> Invokes(string? verb, JsonNode? data = null, string? id = null) => Invokes(
        new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data?.DeepClone() } }, id);

    public Task<Answer> Invokes(JsonObject value, string? id = null, string name = "adaptiveCard/action")
    {
        var invoke = Activity("invoke", id);
        invoke["name"] = name;
        invoke["value"] = value;
        return SendAsync(invoke);
    }

    /// <summary>Both activities that Teams sends when somebody adds the bot.</summary>
    public async Task<Answer[]> Installs() => [await Sends("installationUpdate", "add"), await Sends("conversationUpdate", "membersAdded")];

    public async Task<Answer[]> Removes() => [await Sends("installationUpdate", "remove"), await Sends("conversationUpdate", "membersRemoved")];

    /// <param name="change">The action of an installation update, or which member list of a conversation update names the bot.</param>
    public Task<Answer> Sends(string type, string? change = null)
    {
        var activity = Activity(type);
        if (type == "installationUpdate")
            activity["action"] = change;
        else if (change is not null)
            activity[change] = new JsonArray(new JsonObject { ["id"] = BotId });
        return SendAsync(activity);
    }

    public async Task<Answer> SendAsync(JsonObject activity)
    {
        var before = app.Connector.Calls.Count;
        using var response = await app.PostAsync(activity.ToJsonString());
        var answer = await Answer.OfAsync(response, [.. app.Connector.Calls.Skip(before).Where(call => call.ConversationId == ConversationId)]);
        if (answer.Card is not null)
            Latest = answer with { MessageId = answer.MessageId ?? Latest?.MessageId };
        return answer;
    }

    /// <summary>In a channel or group the bot only hears what mentions it.</summary>
    public JsonObject Message(string text, string? id = null)
    {
        var message = Activity("message", id);
        message["text"] = place == Place.Personal ? text : $"<at>{BotName}</at> {text}";
        if (place != Place.Personal)
            message["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = $"<at>{BotName}</at>",
                ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
            });
        return message;
    }

    public JsonObject Activity(string type, string? id = null) => new()
    {
        ["type"] = type,
        ["id"] = id ?? app.NewId(),
        ["channelId"] = "msteams",
        ["serviceUrl"] = app.Connector.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = person.TeamsId, ["name"] = person.Name, ["aadObjectId"] = person.ObjectId },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
        ["conversation"] = new JsonObject { ["id"] = ConversationId, ["conversationType"] = place.Type, ["isGroup"] = place != Place.Personal },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = person.TenantId } },
        ["locale"] = person.Locale,
    };

    private JsonNode ActionNamed(string title) =>
        Latest?.Actions.FirstOrDefault(action => (string?)action["title"] == title)
        ?? throw new InvalidOperationException(
            $"No button \"{title}\" on the latest card; there are: {string.Join(", ", Latest?.Buttons ?? [])}.");

    private static JsonObject DataOf(JsonNode action, (string Id, string Value)[] inputs)
    {
        var data = action["data"]!.DeepClone().AsObject();
        foreach (var (id, value) in inputs)
            data[id] = value;
        return data;
    }
}

/// <summary>What the bot did because of one request.</summary>
/// <param name="Body">Of the HTTP answer; null when it has none.</param>
/// <param name="Sent">The calls to the connector about this conversation, in their order; members calls included.</param>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, IReadOnlyList<ConnectorCall> Sent)
{
    public IEnumerable<ConnectorCall> Messages => AnswersIn(Sent);

    /// <summary>Id that the service gave to the message with the card.</summary>
    public string? MessageId { get; init; } = AnswersIn(Sent).LastOrDefault(call => call.Card is not null)?.GivenId;

    /// <summary>The card of the answer, whether it was posted or replaces the one that was pressed.</summary>
    public JsonNode? Card =>
        (string?)Body?["type"] == "application/vnd.microsoft.card.adaptive" ? Body["value"] : Messages.LastOrDefault()?.Card;

    /// <summary>Text of the message, or of the invoke's answer.</summary>
    public string? Text => Body?["value"] switch
    {
        JsonValue text => (string?)text,
        JsonObject error when error["message"] is { } message => (string?)message,
        _ => Messages.LastOrDefault()?.Text,
    };

    /// <summary>All that a person can read, top to bottom: the card's texts and buttons, or the text.</summary>
    public string Shown => Card is null ? Text ?? "" : string.Join('\n', CardText.Of(Card));

    public IEnumerable<JsonNode> Actions => Card is null ? [] : CardText.ActionsOf(Card);

    public IEnumerable<string?> Buttons => Actions.Select(action => (string?)action["title"]);

    /// <summary>A job may write to the same person in the same moment: unasked messages are no answer where there is one.</summary>
    private static IEnumerable<ConnectorCall> AnswersIn(IEnumerable<ConnectorCall> calls)
    {
        ConnectorCall[] messages = [.. calls.Where(call => call.Type == "message")];
        return messages.Any(call => call.ActivityId is not null) ? messages.Where(call => call.ActivityId is not null) : messages;
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response, IReadOnlyList<ConnectorCall> sent)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body), sent);
    }
}

/// <summary>Reads a card as a person does.</summary>
internal static class CardText
{
    public static IEnumerable<string> Of(JsonNode card) => Walk(card).SelectMany(element => (string?)element["type"] switch
    {
        "TextBlock" => [((string?)element["text"])?.Replace("**", "", StringComparison.Ordinal)], // bold
        "FactSet" => element["facts"]!.AsArray().Select(fact => $"{fact!["title"]}: {fact["value"]}"),
        "Input.ChoiceSet" => element["choices"]!.AsArray().Select(choice => (string?)choice!["title"]).Prepend((string?)element["label"]),
        "Action.Execute" or "Action.OpenUrl" => [$"[{element["title"]}]"],
        _ => (IEnumerable<string?>)[],
    }).OfType<string>();

    public static IEnumerable<JsonNode> ActionsOf(JsonNode card) =>
        Walk(card).Where(element => ((string?)element["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true);

    public static IEnumerable<JsonNode> InputsOf(JsonNode card) =>
        Walk(card).Where(element => ((string?)element["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true);

    /// <summary>The card's elements and actions in reading order. Fallbacks are not read: they repeat their action.</summary>
    private static IEnumerable<JsonObject> Walk(JsonNode? node)
    {
        if (node is JsonArray array)
            return array.SelectMany(Walk);
        if (node is not JsonObject element)
            return [];
        var inner = new[] { "body", "items", "columns", "actions", "selectAction" }.SelectMany(name => Walk(element[name]));
        return element["type"] is null ? inner : inner.Prepend(element);
    }
}
