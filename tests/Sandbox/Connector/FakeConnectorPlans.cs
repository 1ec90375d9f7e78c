using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

// What the connector can be told to do. A conversation id limits it to that conversation; the 1:1 chat that a call creates is
// "a:" and the id of its member. Only calls that keep to the protocol get to it: the others are refused first.
public sealed partial class FakeConnector
{
    /// <summary>As <c>times</c>: until <see cref="AnswerAsUsual"/>.</summary>
    public const int Always = int.MaxValue;

    private readonly AnswerPlan _plan = new();
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next calls are answered with this status instead of being carried out.</summary>
    /// <param name="code">Error code of the body; null answers without a body.</param>
    /// <param name="retryAfter">Value of <c>Retry-After</c>, seconds or a date.</param>
    public void Answer(int status, string? code = null, string? retryAfter = null, int times = 1, string? conversationId = null)
    {
        var answer = new ConnectorAnswer(status, code is null ? null : ConnectorAnswer.ErrorBody(code)) { RetryAfter = retryAfter };
        _plan.Add(new PlannedAnswer(answer, CarriesOut: false) { ConversationId = conversationId }, times);
    }

    /// <summary>The next call is answered with exactly this body.</summary>
    public void AnswerWith(int status, string body, string? location = null) =>
        _plan.Add(new PlannedAnswer(new ConnectorAnswer(status, body) { Location = location }, CarriesOut: false), 1);

    /// <summary>
    /// The next calls are carried out and answered with this status nevertheless, such as 502 or 504: whoever tries again sends twice.
    /// </summary>
    public void CarryOutButAnswer(int status, string? code = null, int times = 1, string? conversationId = null)
    {
        var answer = new ConnectorAnswer(status, code is null ? null : ConnectorAnswer.ErrorBody(code));
        _plan.Add(new PlannedAnswer(answer, CarriesOut: true) { ConversationId = conversationId }, times);
    }

    /// <summary>The next calls are carried out and answered so much later, by the connector's clock.</summary>
    public void AnswerAfter(TimeSpan delay, int times = 1, string? conversationId = null) => _plan.Add(
        new PlannedAnswer(null, CarriesOut: true) { Wait = () => Task.Delay(delay, _clock), ConversationId = conversationId }, times);

    /// <summary>The next calls are carried out, but not answered before <see cref="Release"/>.</summary>
    public void Hold(int times = 1, string? conversationId = null) =>
        _plan.Add(new PlannedAnswer(null, CarriesOut: true) { Wait = () => _held.Task, ConversationId = conversationId }, times);

    /// <summary>Answers all calls that are held now; what is held later waits for the next time.</summary>
    public void Release() =>
        Interlocked.Exchange(ref _held, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>The next call is recorded but neither carried out nor ever answered.</summary>
    public void Hang() => _plan.Add(new PlannedAnswer(new ConnectorAnswer(0), CarriesOut: false) { Wait = () => _ending.Task }, 1);

    /// <summary>Forgets what was planned.</summary>
    public void AnswerAsUsual() => _plan.Clear();

    /// <summary>Lets the bot open the 1:1 chat with a person; with everybody else that is 403 <c>ForbiddenOperationException</c>.</summary>
    /// <param name="memberId">The person's id in Teams or in Microsoft Entra, whichever the bot will use.</param>
    public void InstallFor(string memberId) => _service.Installed[memberId] = 0;

    /// <summary>The person has blocked the bot: 403 <c>ConversationBlockedByUser</c>.</summary>
    public void Block(string conversationId) => _service.Closed.Close(conversationId, 403, "ConversationBlockedByUser");

    /// <summary>The bot was taken out of the conversation: 403 <c>BotNotInConversationRoster</c>.</summary>
    public void Remove(string conversationId) => _service.Closed.Close(conversationId, 403, "BotNotInConversationRoster");

    /// <summary>There is no such conversation any more: 404 <c>ConversationNotFound</c>.</summary>
    public void Delete(string conversationId) => _service.Closed.Close(conversationId, 404, "ConversationNotFound");

    /// <summary>Takes back <see cref="Block"/>, <see cref="Remove"/> and <see cref="Delete"/>.</summary>
    public void Restore(string conversationId) => _service.Closed.Open(conversationId);

    /// <summary>Puts somebody on the roster.</summary>
    /// <param name="conversationId">Where; null = in every conversation.</param>
    public void AddMember(
        string id, string name, string? aadObjectId = null, string? userPrincipalName = null, string? tenantId = null, string? conversationId = null)
    {
        var member = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["aadObjectId"] = aadObjectId,
            ["userPrincipalName"] = userPrincipalName,
            ["tenantId"] = tenantId,
        };
        _service.Roster.Add(conversationId is null ? null : ConversationIds.WithoutThread(conversationId), member);
    }
}
