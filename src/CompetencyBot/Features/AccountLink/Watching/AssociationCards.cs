using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What the messages about an account have in common. Their buttons leave them as they are: nobody can ask for them again.</summary>
internal static class AssociationCards
{
    public static ExecuteAction ToLink => ButtonPress.Keeping(new ExecuteAction(Texts.ButtonLinkAccount, "link/show"));

    public static ExecuteAction ToStatus => ButtonPress.Keeping(new ExecuteAction(Texts.ButtonStatus, "status/show"));

    /// <summary>A sentence, and after it which data say so where that is known.</summary>
    public static string By(string format, string? source, params ReadOnlySpan<object?> arguments)
    {
        var sentence = Language.Format(format, arguments);
        return source is null ? sentence : Language.Format(AssociationTexts.BySource, sentence, DataSource.Words(source));
    }
}
