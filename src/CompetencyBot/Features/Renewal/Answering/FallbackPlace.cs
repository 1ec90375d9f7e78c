using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary><c>renewal here</c>: makes a channel or group chat the place that is told when no admin answers.</summary>
public sealed class FallbackPlace(CurrentConversation conversation, SettingsChange settings)
{
    public async Task<Reply> SetAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Viewer.IsAdmin)
            return new Reply(Language.Format(Texts.OnlyForAdmins, $"{RenewalCommand.Info.Name} here"));
        if (request.IsPersonal || conversation.Id is not { } id)
            return new Reply(RenewalTexts.HereOnlyShared);
        await settings.SaveAsync(
            new Dictionary<string, string?> { [SettingKeys.FallbackConversation] = id }, request.Viewer.AuditName, cancellationToken);
        return new Reply(RenewalTexts.HereSet);
    }
}
