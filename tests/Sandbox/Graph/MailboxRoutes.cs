namespace CompetencyBot.Sandbox.Graph;

internal sealed class MailboxRoutes(FakeDirectory directory)
{
    public void Map(GraphRoutes routes) =>
        routes.Add("GET", "/users/{id}/mailboxSettings", GraphConsent.ReadMailboxSettings, ["$select"], Settings);

    private GraphAnswer Settings(GraphRequest request) => directory.Find(request.Id) switch
    {
        not { DeletedDateTime: null } => GraphAnswer.Error(404, "ErrorInvalidUser", $"The requested user '{request.Id}' is invalid."),
        { Mailbox: { } mailbox } => GraphAnswer.Ok(mailbox.ToJson()),
        _ => GraphAnswer.Error(
            404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise."),
    };
}
