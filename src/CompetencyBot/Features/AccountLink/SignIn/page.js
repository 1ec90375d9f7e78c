// Takes the code of the page to the Teams client that opened it, if the person of that client is the one who asked for the sign-in: another app in Teams
// could have opened this page for somebody else. Anywhere else it shows the digits to type.
(() => {
  'use strict';
  const patience = 2000; // milliseconds in which the script is loaded and a Teams client answers
  const { code, user } = document.getElementById('sign-in').dataset;
  let settled = false;

  const settle = (inTeams) => {
    if (settled) return;
    settled = true;
    if (inTeams) microsoftTeams.authentication.notifySuccess(code);
    else document.getElementById('digits').hidden = false;
  };

  const script = document.createElement('script');
  script.src = '/account/teams.js';
  script.onerror = () => settle(false);
  script.onload = () => {
    microsoftTeams.app.initialize()
      .then(() => microsoftTeams.app.getContext())
      .then((context) => settle(context.user?.id?.toLowerCase() === user))
      .catch(() => settle(false));
  };
  setTimeout(() => settle(false), patience); // from now on: the script may take for ever to load
  document.head.append(script);
})();
