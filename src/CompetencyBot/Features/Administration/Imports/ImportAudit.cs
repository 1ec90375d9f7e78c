using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>What was done with imports, in words.</summary>
internal static class ImportAudit
{
    /// <returns>Null for everything else.</returns>
    public static string? Of(AuditEntry entry)
    {
        var what = entry.Action switch
        {
            AuditActions.ImportApplied => ImportChatTexts.AuditApplied,
            AuditActions.ImportDiscarded => ImportChatTexts.AuditDiscarded,
            AuditActions.ImportUndone => ImportChatTexts.AuditUndone,
            _ => null,
        };
        return what is null ? null : Language.Format(what, Phrases.Escape(entry.Subject ?? ""));
    }
}
