using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Administration.PartnerCenter;

namespace CompetencyBot.Features.Administration;

/// <summary>What admins see and decide of the sources that the bot asks by itself: the directory and Partner Center.</summary>
public sealed class AdminSources(DirectoryView directory, PartnerCenterView partnerCenter)
{
    /// <param name="action">One of the actions that are about a source.</param>
    public Task<Reply> AnswerAsync(Request request, string action, CancellationToken cancellationToken) => action switch
    {
        AdminAction.Directory or AdminAction.Sync or AdminAction.HaveLeft or AdminAction.KeepThem => directory.AnswerAsync(request, action, cancellationToken),
        _ => partnerCenter.AnswerAsync(request, cancellationToken),
    };
}
