namespace CompetencyBot.Sandbox.Connector;

internal enum ConnectorOperation
{
    /// <summary>No method and path that the connector has, or that the bot has a use for.</summary>
    Unknown,
    Create,
    Send,
    Reply,
    Update,
    Delete,
    Member,
    Page,
}

internal static class ConnectorOperations
{
    /// <param name="path">Split at the slashes: nothing, <c>v3</c>, <c>conversations</c>, conversation, what of it, which one.</param>
    public static ConnectorOperation Of(string method, string[] path) => path is not ["", "v3", "conversations", .. var rest]
        ? ConnectorOperation.Unknown
        : (method, rest) switch
        {
            ("POST", []) => ConnectorOperation.Create,
            ("POST", [not "", "activities"]) => ConnectorOperation.Send,
            ("POST", [not "", "activities", not ""]) => ConnectorOperation.Reply,
            ("PUT", [not "", "activities", not ""]) => ConnectorOperation.Update,
            ("DELETE", [not "", "activities", not ""]) => ConnectorOperation.Delete,
            ("GET", [not "", "members", not ""]) => ConnectorOperation.Member,
            ("GET", [not "", "pagedmembers"]) => ConnectorOperation.Page,
            _ => ConnectorOperation.Unknown,
        };

    public static bool HasActivity(this ConnectorOperation operation) =>
        operation is ConnectorOperation.Send or ConnectorOperation.Reply or ConnectorOperation.Update;

    public static bool Reads(this ConnectorOperation operation) => operation is ConnectorOperation.Member or ConnectorOperation.Page;
}
