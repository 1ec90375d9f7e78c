using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>An activity that a bot sends. Numbers are those of the Activity Protocol.</summary>
internal static class ActivityRules
{
    private static readonly (string Rule, string[] Field)[] Forbidden =
    [
        ("A2031", ["id"]),
        ("A2041", ["timestamp"]),
        ("A2250", ["callerId"]),
        ("A2302", ["serviceUrl"]),
        ("A2083", ["conversation", "isGroup"]),
        ("A2083", ["conversation", "conversationType"]),
    ];

    private static readonly (string Rule, string Field, string[] Values)[] Defined =
    [
        ("A3010", "textFormat", ["plain", "markdown", "xml"]),
        ("A3040", "inputHint", ["accepting", "expecting", "ignoring"]),
        ("A3060", "attachmentLayout", ["list", "carousel"]),
        ("A3100", "importance", ["low", "normal", "high"]),
        ("A3116", "deliveryMode", ["normal"]),
    ];

    /// <summary>All that a typing activity may have: it says nothing but where and by whom.</summary>
    private static readonly string[] Addressing = ["type", "from", "conversation", "replyToId", "channelId"];

    public static IEnumerable<ProtocolFault> Check(JsonElement activity, ConnectorRequest request) =>
    [
        .. Type(activity),
        .. Forbidden.Where(rule => activity.At([.. rule.Field]) is not null)
            .Select(rule => new ProtocolFault(rule.Rule, $"{string.Join('.', rule.Field)} is the service's to set")),
        .. Address(activity, request),
        .. Defined.Where(rule => activity.At(rule.Field) is { } value && !rule.Values.Contains(Text(value)))
            .Select(rule => new ProtocolFault(rule.Rule, $"{rule.Field} is none of {string.Join(", ", rule.Values)}")),
        .. EmptyFieldRules.Check(activity),
        .. MentionRules.Check(activity),
        .. AttachmentRules.Check(activity),
    ];

    private static IEnumerable<ProtocolFault> Type(JsonElement activity)
    {
        var type = activity.At("type").Text();
        if (type is null or "")
            yield return new("A2010", "type is missing");
        if (type == "message" && !activity.At("text").IsFilled() && !activity.At("attachments").Items().Any())
            yield return new("message", "a message has neither text nor attachments");
        if (type == "typing" && activity.EnumerateObject().Select(field => field.Name).Except(Addressing).ToArray() is { Length: > 0 } more)
            yield return new("typing", $"a typing activity carries nothing, this one has {string.Join(", ", more)}");
    }

    private static IEnumerable<ProtocolFault> Address(JsonElement activity, ConnectorRequest request)
    {
        var conversation = activity.At("conversation", "id").Text();
        if (string.IsNullOrEmpty(conversation))
            yield return new("A2080", "conversation.id is missing");
        else if (conversation != request.ConversationId)
            yield return new("A2080", $"conversation.id is '{conversation}', in the path it is '{request.ConversationId}'");
        if (!activity.At("from", "id").IsFilled())
            yield return new("A2061", "from.id is missing");
        if (request.Operation == ConnectorOperation.Reply && activity.At("replyToId").Text() != request.ActivityId)
            yield return new("A2090", $"replyToId is '{activity.At("replyToId").Text()}', in the path it is '{request.ActivityId}'");
    }

    private static string? Text(JsonElement? value) => value.Text();
}
