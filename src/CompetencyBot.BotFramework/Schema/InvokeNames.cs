namespace CompetencyBot.BotFramework.Schema;

/// <summary>Names of the invokes that have an answer; every other one is answered with 501.</summary>
public static class InvokeNames
{
    /// <summary>A button of a card was pressed (<c>Action.Execute</c>), or the card refreshes itself.</summary>
    public const string AdaptiveCardAction = "adaptiveCard/action";

    /// <summary>The sign-in window has closed.</summary>
    public const string SignInVerifyState = "signin/verifyState";

    /// <summary>The client offers a token of the person, for single sign-on.</summary>
    public const string SignInTokenExchange = "signin/tokenExchange";

    /// <summary>The client could not get that token.</summary>
    public const string SignInFailure = "signin/failure";

    /// <summary>A dialog is to be opened.</summary>
    public const string TaskFetch = "task/fetch";

    /// <summary>A dialog was filled in.</summary>
    public const string TaskSubmit = "task/submit";

    /// <summary>A thumb up or down on a message of the bot.</summary>
    public const string MessageSubmitAction = "message/submitAction";

    /// <summary>A person accepts or declines a file that the bot offered.</summary>
    public const string FileConsent = "fileConsent/invoke";
}
