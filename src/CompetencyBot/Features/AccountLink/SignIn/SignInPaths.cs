namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Where the sign-in lies on the bot's server.</summary>
public static class SignInPaths
{
    public const string Start = "/account/start";

    /// <summary>Whither the sign-in service sends the browser back; it must be a redirect URI of the registration.</summary>
    public const string Return = "/account/signed-in";

    public const string PageScript = "/account/page.js";

    /// <summary>Microsoft's TeamsJS, from the package @microsoft/teams-js.</summary>
    public const string TeamsScript = "/account/teams.js";
}
