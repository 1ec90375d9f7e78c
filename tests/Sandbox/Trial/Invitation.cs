using System.Globalization;
using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>What the trial prints when everything runs.</summary>
public static class Invitation
{
    public static string For(RunningTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var (employee, manager, admin) = (Name(trial.Employee), Name(trial.Manager), Name(trial.Admin));
        var date = trial.StartedOn.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var when = trial.Programme.LivesToday ? $"where it is today, {date}" : $"where it is the morning of {date}";
        var travel = trial.Programme.LivesToday
            ? ""
            : "\n  9. here:  2018-04-16   moves the bot to that day; then further up the ladder: 2018-04-30, 2018-05-08, 2018-05-14, 2018-05-15, 2018-05-30";
        var isUsual = trial.Employee.CurrentUser.Alias == SampleCast.UsualEmployee;
        var what = isUsual ? trial.Programme.Employee : "chosen with --employee";
        var account = isUsual ? "another account; or start with --employee yenting.liu, who is not linked" : "an account";
        return $"""

            CompetencyBot runs for {SampleCast.Organisation}, {when}. Open in a browser:

              {Url(trial.Employee.Address)}  {employee}, an employee: {what}
              {Url(trial.Manager.Address)}  {manager}, a manager: {trial.Programme.Manager}
              {Url(trial.Admin.Address)}  {admin}, an admin: runs the partner programme office

            Each window is the Teams of one person: a personal chat, a group chat and a team. Try first:

              1. as {employee}, in the personal chat:  status
              2. as {manager}, in the personal chat:  progress   and press a button of the card
              3. as {manager}, in the channel {PlaygroundWorld.Channel}:  @{PlaygroundWorld.BotName} progress
              4. as {admin}, in the personal chat:  admin scan   and wait for the warnings that nobody asked for
              5. as {admin}, in the personal chat:  import   shows the rows that are wrong on purpose
              6. as {employee}, in the personal chat:  link   and pick {account}
                 Associate it at {trial.Microsoft.PartnerCenter.DashboardUrl} (Partner Center, played), then as {admin}:  admin read
              7. at {trial.Microsoft.Graph.PageUrl} (Microsoft Entra, played) let somebody go; the bot hears of it, or as {admin}:  admin sync
              8. as {admin}, in the personal chat:  admin partner center   and connect it: reports come that know more than the files{travel}

            The bot listens on {Url(trial.Bot.Address)} and reads its evidence from {trial.EvidenceFolder}
            Ctrl-C ends everything and deletes the data of the trial.

            """;
    }

    private static string Name(PlaygroundProcess playground) => playground.CurrentUser.DisplayName;

    private static string Url(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
