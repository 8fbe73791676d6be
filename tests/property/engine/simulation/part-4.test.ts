import '../world/remember-records';
import { simulate } from './simulate';

simulate(4);
