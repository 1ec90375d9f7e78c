using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether people can sign in to their Microsoft account, and where. What the start refuses is said in the start's own words.</summary>
public static class AccountCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var account = installation.Configuration.GetSection(MicrosoftAccountOptions.Section).Get<MicrosoftAccountOptions>() ?? new();
        var address = installation.Configuration.GetSection(PublicAddressOptions.Section).Get<PublicAddressOptions>() ?? new();
        string[] problems = [.. address.Problems(), .. account.Problems(installation.Environment, address)];
        foreach (var problem in problems)
            yield return new Finding(Mark.Problem, problem);
        if (problems.Length > 0)
            yield break;

        yield return !account.IsSet ? Finding.Note(DoctorTexts.AccountOff)
            : string.IsNullOrWhiteSpace(address.PublicUrl) ? Finding.Note(DoctorTexts.AccountOwnAddress, account.Authority)
            : Finding.Good(DoctorTexts.AccountOn, account.Authority, new Uri(new Uri(address.PublicUrl), SignInPaths.Return));
        if (account.IsSet && !File.Exists(SignInSetup.TeamsScriptFile))
            yield return Finding.Note(DoctorTexts.NoTeamsScript);
    }
}
